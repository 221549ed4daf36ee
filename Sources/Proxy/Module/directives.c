/* The module's directives; defaults are off, so a module that is loaded and not configured changes nothing. */

#include "client_guard.h"


static char *trusted(ngx_conf_t *cf, ngx_command_t *command, void *conf);

static ngx_command_t  commands[] = {

    { ngx_string("guard_connections"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_TAKE1, ngx_conf_set_num_slot,
      NGX_HTTP_MAIN_CONF_OFFSET, offsetof(client_guard_main_conf_t, connections), NULL },

    { ngx_string("guard_exempt_port"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_TAKE1, ngx_conf_set_num_slot,
      NGX_HTTP_MAIN_CONF_OFFSET, offsetof(client_guard_main_conf_t, exempt_port), NULL },

    { ngx_string("guard_trusted"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_1MORE, trusted,
      NGX_HTTP_MAIN_CONF_OFFSET, offsetof(client_guard_main_conf_t, trusted), NULL },

    { ngx_string("guard_body_min_rate"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1, ngx_conf_set_num_slot,
      NGX_HTTP_LOC_CONF_OFFSET, offsetof(client_guard_loc_conf_t, min_rate), NULL },

    { ngx_string("guard_body_grace"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1, ngx_conf_set_msec_slot,
      NGX_HTTP_LOC_CONF_OFFSET, offsetof(client_guard_loc_conf_t, grace), NULL },

    { ngx_string("guard_body_timeout"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1, ngx_conf_set_msec_slot,
      NGX_HTTP_LOC_CONF_OFFSET, offsetof(client_guard_loc_conf_t, timeout), NULL },

    ngx_null_command
};


static char *
trusted(ngx_conf_t *cf, ngx_command_t *command, void *conf)
{
    client_guard_main_conf_t  *main = conf;
    ngx_str_t                 *value = cf->args->elts;
    ngx_cidr_t                *cidr;

    if (main->trusted == NULL) {
        main->trusted = ngx_array_create(cf->pool, 4, sizeof(ngx_cidr_t));
        if (main->trusted == NULL) {
            return NGX_CONF_ERROR;
        }
    }

    for (ngx_uint_t i = 1; i < cf->args->nelts; i++) {
        cidr = ngx_array_push(main->trusted);
        if (cidr == NULL) {
            return NGX_CONF_ERROR;
        }
        if (ngx_ptocidr(&value[i], cidr) == NGX_ERROR) {
            ngx_conf_log_error(NGX_LOG_EMERG, cf, 0, "invalid address or network \"%V\"", &value[i]);
            return NGX_CONF_ERROR;
        }
    }
    return NGX_CONF_OK;
}


static void *
create_main_conf(ngx_conf_t *cf)
{
    client_guard_main_conf_t  *conf = ngx_pcalloc(cf->pool, sizeof(client_guard_main_conf_t));

    if (conf != NULL) {
        conf->connections = NGX_CONF_UNSET;
        conf->exempt_port = NGX_CONF_UNSET;
    }
    return conf;
}


static char *
init_main_conf(ngx_conf_t *cf, void *conf)
{
    client_guard_main_conf_t  *main = conf;

    ngx_conf_init_value(main->exempt_port, 0);
    return NGX_CONF_OK;
}


static void *
create_loc_conf(ngx_conf_t *cf)
{
    client_guard_loc_conf_t  *conf = ngx_pcalloc(cf->pool, sizeof(client_guard_loc_conf_t));

    if (conf != NULL) {
        conf->min_rate = NGX_CONF_UNSET;
        conf->grace = NGX_CONF_UNSET_MSEC;
        conf->timeout = NGX_CONF_UNSET_MSEC;
    }
    return conf;
}


static char *
merge_loc_conf(ngx_conf_t *cf, void *parent, void *child)
{
    client_guard_loc_conf_t  *previous = parent;
    client_guard_loc_conf_t  *conf = child;

    ngx_conf_merge_value(conf->min_rate, previous->min_rate, 0);
    ngx_conf_merge_msec_value(conf->grace, previous->grace, 10000);
    ngx_conf_merge_msec_value(conf->timeout, previous->timeout, 0);
    return NGX_CONF_OK;
}


static ngx_int_t
install(ngx_conf_t *cf)
{
    ngx_http_core_main_conf_t  *core = ngx_http_conf_get_module_main_conf(cf, ngx_http_core_module);
    ngx_http_handler_pt        *handler = ngx_array_push(&core->phases[NGX_HTTP_PREACCESS_PHASE].handlers);

    if (handler == NULL) {
        return NGX_ERROR;
    }
    *handler = connection_guard_handler;
    body_guard_install();
    return NGX_OK;
}


static ngx_http_module_t  context = {
    NULL, install, create_main_conf, init_main_conf, NULL, NULL, create_loc_conf, merge_loc_conf
};

ngx_module_t  ngx_http_client_guard_module = {
    NGX_MODULE_V1,
    &context,
    commands,
    NGX_HTTP_MODULE,
    NULL,                     /* init master */
    connection_guard_install, /* init module: the listeners are known */
    NULL, NULL, NULL, NULL, NULL,
    NGX_MODULE_V1_PADDING
};
