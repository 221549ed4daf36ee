/* The rate and the total time of a request body.
 *
 * Nginx has one timeout between two reads (client_body_timeout): a byte every 29 s keeps a request for ever. As in Apache's
 * mod_reqtimeout each received byte extends the deadline: grace + received / rate, and never beyond the total time.
 * A body that arrives with its header, or has no length, costs no timer. */

#include "client_guard.h"

#define PAUSE  1000 /* milliseconds */

typedef struct {
    ngx_event_t          event; /* first: Nginx's debug log reads a connection's descriptor out of event.data */
    ngx_http_request_t  *request;
    off_t                received;
    ngx_msec_t           started;
    ngx_msec_t           paused; /* milliseconds in which Nginx did not want to read */
} watch_t;

static ngx_http_request_body_filter_pt  next_filter;


static void
end(void *data)
{
    watch_t  *watch = data;

    if (watch->event.timer_set) {
        ngx_del_timer(&watch->event);
    }
}


/* The request's watch. Not a module context: an internal redirect forgets those. */
static watch_t *
find(ngx_http_request_t *r)
{
    for (ngx_pool_cleanup_t *cleanup = r->pool->cleanup; cleanup; cleanup = cleanup->next) {
        if (cleanup->handler == end) {
            return cleanup->data;
        }
    }
    return NULL;
}


/* Milliseconds that the body may have taken by now. */
static ngx_msec_t
allowed(watch_t *watch)
{
    client_guard_loc_conf_t  *conf;
    uint64_t                  limit = NGX_MAX_INT_T_VALUE;

    conf = ngx_http_get_module_loc_conf(watch->request, ngx_http_client_guard_module);
    if (conf->min_rate > 0) {
        limit = conf->grace + (uint64_t) watch->received * 1000 / conf->min_rate;
    }
    if (conf->timeout > 0 && conf->timeout < limit) {
        limit = conf->timeout;
    }
    return (ngx_msec_t) limit;
}


static void
arm(watch_t *watch, ngx_msec_t wait)
{
    /* Without buffering Nginx stops reading while Gunicorn does: look more often, so that pauses are seen. */
    if (watch->request->request_body_no_buffering && wait > PAUSE) {
        wait = PAUSE;
    }
    /* Timers are compared as signed numbers of milliseconds. */
    ngx_add_timer(&watch->event, ngx_min(wait, 86400000));
}


/* Nginx closes without an answer on a 408 of its own; a client that is slow and honest should learn the reason. */
static void
answer(ngx_http_request_t *r)
{
    if (r->connection->read->timer_set) {
        ngx_del_timer(r->connection->read);
    }
    r->read_event_handler = ngx_http_block_reading;
    r->keepalive = 0;
    r->lingering_close = 0;
    ngx_http_finalize_request(r, ngx_http_special_response_handler(r, NGX_HTTP_REQUEST_TIME_OUT));
}


static void
expire(ngx_event_t *event)
{
    watch_t             *watch = event->data;
    ngx_http_request_t  *r = watch->request;
    ngx_connection_t    *c = r->connection;
    ngx_msec_t           elapsed, limit;

    /* While Nginx waits for the client's next bytes, client_body_timeout is set. */
    if (!c->read->timer_set) {
        watch->paused += PAUSE;
        ngx_add_timer(event, PAUSE);
        return;
    }

    elapsed = ngx_current_msec - watch->started - watch->paused;
    limit = allowed(watch);
    if (elapsed < limit) {
        arm(watch, limit - elapsed);
        return;
    }

    ngx_log_error(NGX_LOG_INFO, c->log, NGX_ETIMEDOUT, "client sends its request body too slowly: %O bytes in %M ms",
                  watch->received, elapsed);

    if (r->request_body_no_buffering || r->header_sent || r->http_version >= NGX_HTTP_VERSION_20) {
        c->read->timedout = 1; /* as if client_body_timeout had passed: the reader in charge closes */
    } else {
        r->read_event_handler = answer;
    }
    c->read->handler(c->read);
}


static watch_t *
begin(ngx_http_request_t *r)
{
    client_guard_loc_conf_t  *conf;
    ngx_pool_cleanup_t       *cleanup;
    watch_t                  *watch;

    conf = ngx_http_get_module_loc_conf(r, ngx_http_client_guard_module);
    if (conf->min_rate <= 0 && conf->timeout == 0) {
        return NULL;
    }
    cleanup = ngx_pool_cleanup_add(r->pool, sizeof(watch_t));
    if (cleanup == NULL) {
        return NULL;
    }
    watch = cleanup->data;
    ngx_memzero(watch, sizeof(watch_t));
    watch->request = r;
    watch->started = ngx_current_msec;
    watch->event.handler = expire;
    watch->event.data = watch;
    watch->event.log = r->connection->log;
    watch->event.cancelable = 1; /* does not hold a worker that stops */
    cleanup->handler = end;
    return watch;
}


static ngx_int_t
filter(ngx_http_request_t *r, ngx_chain_t *in)
{
    watch_t    *watch = find(r);
    off_t       received = 0;
    ngx_uint_t  last = 0;
    ngx_int_t   rc;

    for (ngx_chain_t *link = in; link; link = link->next) {
        received += ngx_buf_size(link->buf);
        last |= link->buf->last_buf;
    }

    if (watch == NULL && !last) {
        watch = begin(r);
        if (watch != NULL) {
            watch->received = received;
            arm(watch, allowed(watch));
        }
    } else if (watch != NULL) {
        watch->received += received;
    }

    rc = next_filter(r, in);

    /* Complete, or refused: what follows is no longer the client's time. */
    if (watch != NULL && (last || (rc != NGX_OK && rc != NGX_AGAIN))) {
        end(watch);
    }
    return rc;
}


void
body_guard_install(void)
{
    next_filter = ngx_http_top_request_body_filter;
    ngx_http_top_request_body_filter = filter;
}
