/* Connections of one address, counted from accept(2) on.
 *
 * limit_conn counts a connection when its request header is complete, so one client could take all connections with partial
 * headers. The count is each worker's own, because worker_connections is; so it needs no shared memory. An IPv6
 * client has a /64 network, which counts as one address. */

#include "client_guard.h"

typedef struct {
    ngx_str_node_t  node;
    ngx_uint_t      connections;
    ngx_uint_t      warned;
    u_char          key[8];
} client_t;

static const client_guard_main_conf_t  *settings;
static ngx_rbtree_t                     clients;
static ngx_rbtree_node_t                sentinel;

static u_char  answer[] =
    "HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n";


/* The bytes that identify the client: 4 of an IPv4 address, 8 of an IPv6 one; 0 for one that is not counted. */
static size_t
identify(ngx_connection_t *c, u_char *key)
{
    if (settings->trusted != NULL && ngx_cidr_match(c->sockaddr, settings->trusted) == NGX_OK) {
        return 0;
    }
    if (c->sockaddr->sa_family == AF_INET) {
        ngx_memcpy(key, &((struct sockaddr_in *) c->sockaddr)->sin_addr, 4);
        return 4;
    }
#if (NGX_HAVE_INET6)
    if (c->sockaddr->sa_family == AF_INET6) {
        struct in6_addr  *address = &((struct sockaddr_in6 *) c->sockaddr)->sin6_addr;

        if (IN6_IS_ADDR_V4MAPPED(address)) {
            ngx_memcpy(key, address->s6_addr + 12, 4);
            return 4;
        }
        ngx_memcpy(key, address->s6_addr, 8);
        return 8;
    }
#endif
    return 0;
}


static void
leave(void *data)
{
    client_t  *client = data;

    if (--client->connections == 0) {
        ngx_rbtree_delete(&clients, &client->node.node);
        ngx_free(client);
    }
}


/* Whether the last connections are left. Nginx closes idle ones when a sixteenth is free (ngx_drain_connections), so they
 * do not lead to this. */
static ngx_uint_t
crowded(void)
{
    return ngx_cycle->free_connection_n < ngx_cycle->connection_n / 32;
}


static void
refuse(ngx_connection_t *c)
{
    (void) c->send(c, answer, sizeof(answer) - 1);
    ngx_http_close_connection(c);
}


static void
guard(ngx_connection_t *c)
{
    static time_t        warned;
    u_char               key[8];
    ngx_str_t            name = { identify(c, key), key };
    uint32_t             hash = ngx_crc32_short(key, name.len);
    client_t            *client;
    ngx_pool_cleanup_t  *cleanup;

    if (crowded()) {
        if (warned != ngx_time()) {
            warned = ngx_time();
            ngx_log_error(NGX_LOG_WARN, c->log, 0, "refuses connections: only the probes' reserve is free");
        }
        refuse(c);
        return;
    }
    if (name.len == 0 || settings->connections == 0) {
        ngx_http_init_connection(c);
        return;
    }

    client = (client_t *) ngx_str_rbtree_lookup(&clients, &name, hash);
    if (client != NULL && client->connections >= (ngx_uint_t) settings->connections) {
        if (!client->warned) {
            client->warned = 1;
            ngx_log_error(NGX_LOG_WARN, c->log, 0, "refuses connections of %V: it holds %ui, the limit",
                          &c->addr_text, client->connections);
        }
        refuse(c);
        return;
    }

    cleanup = ngx_pool_cleanup_add(c->pool, 0);
    if (cleanup == NULL) {
        ngx_http_close_connection(c);
        return;
    }
    if (client == NULL) {
        client = ngx_calloc(sizeof(client_t), c->log);
        if (client == NULL) {
            ngx_http_close_connection(c);
            return;
        }
        ngx_memcpy(client->key, key, name.len);
        client->node.str.len = name.len;
        client->node.str.data = client->key;
        client->node.node.key = hash;
        ngx_rbtree_insert(&clients, &client->node.node);
    }
    client->connections++;
    cleanup->handler = leave;
    cleanup->data = client;
    ngx_http_init_connection(c);
}


/* A connection without a request is one that Nginx closes when it needs one, and under pressure the newest are the only
 * ones: a probe's is kept until its request is there (client_header_timeout is set already). */
static void
probe(ngx_connection_t *c)
{
    ngx_http_init_connection(c);
    if (!c->destroyed && c->reusable) {
        ngx_reusable_connection(c, 0);
    }
}


ngx_int_t
connection_guard_handler(ngx_http_request_t *r)
{
    /* A request takes a second connection, to Gunicorn: it must not be one of the reserve either. */
    if (r == r->main && r->connection->listening && r->connection->listening->handler == guard && crowded()) {
        return NGX_HTTP_SERVICE_UNAVAILABLE;
    }
    return NGX_DECLINED;
}


ngx_int_t
connection_guard_install(ngx_cycle_t *cycle)
{
    ngx_listening_t           *listening = cycle->listening.elts;
    client_guard_main_conf_t  *main = ngx_http_cycle_get_module_main_conf(cycle, ngx_http_client_guard_module);

    if (main == NULL || main->connections == NGX_CONF_UNSET) {
        return NGX_OK;
    }
    settings = main;
    if (clients.root == NULL) {
        ngx_rbtree_init(&clients, &sentinel, ngx_str_rbtree_insert_value);
    }
    for (ngx_uint_t i = 0; i < cycle->listening.nelts; i++) {
        /* Listeners of `stream` and `mail` have other handlers. */
        if (listening[i].handler == ngx_http_init_connection) {
            listening[i].handler =
                ngx_inet_get_port(listening[i].sockaddr) == main->exempt_port ? probe : guard;
        }
    }
    return NGX_OK;
}
