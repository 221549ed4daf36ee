/* Limits that stock Nginx (1.22 to 1.26) does not have: the rate and total time of a request body, and the connections
 * of one address in every state, also before a request header is complete. */

#ifndef CLIENT_GUARD_H
#define CLIENT_GUARD_H

#include <ngx_config.h>
#include <ngx_core.h>
#include <ngx_http.h>

typedef struct {
    ngx_int_t     connections; /* of one address, in each worker; 0 is no limit; unset is no guard */
    ngx_int_t     exempt_port; /* a port whose connections are not counted and never refused */
    ngx_array_t  *trusted;     /* of ngx_cidr_t: addresses that are not counted */
} client_guard_main_conf_t;

typedef struct {
    ngx_int_t   min_rate; /* bytes a second, averaged since the body's start; 0 is no limit */
    ngx_msec_t  grace;    /* milliseconds before the rate counts */
    ngx_msec_t  timeout;  /* milliseconds for the whole body; 0 is no limit */
} client_guard_loc_conf_t;

extern ngx_module_t  ngx_http_client_guard_module;

/* A request body filter; `body_guard_install` puts it in front of the others. */
void body_guard_install(void);

/* Puts the count in front of Nginx's own handler of each listener but the exempt one. */
ngx_int_t connection_guard_install(ngx_cycle_t *cycle);

/* A phase handler: answers 503 when the last connections are left, which are the probes'. */
ngx_int_t connection_guard_handler(ngx_http_request_t *r);

#endif
