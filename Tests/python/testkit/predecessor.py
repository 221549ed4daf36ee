"""Nginx files as a project that moves here from docker-django-bootstrap may have them in its image.

Written for these tests after what such a project's documentation lets one replace: absolute includes below /etc/nginx, the
upstream `gunicorn`, the variables $static_cache_control and $connection_upgrade. Directories and ports are the test's.
"""

import getpass
import os

NGINX_CONF = """
{user}
worker_processes 1;
error_log /dev/stderr warn;
pid {run}/nginx.pid;

events {{
    worker_connections 512;
}}

http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;

    log_format main escape=json '{{ "mine": "$request", "status": $status }}';
    access_log /dev/stdout main;

    keepalive_timeout 65;
    client_body_temp_path {run}/nginx/body;
    proxy_temp_path {run}/nginx/proxy;
    fastcgi_temp_path {run}/nginx/fastcgi;
    uwsgi_temp_path {run}/nginx/uwsgi;
    scgi_temp_path {run}/nginx/scgi;

    include /etc/nginx/conf.d/*.conf;
}}
"""

# Everything in one file, as the oldest images had it.
DJANGO_CONF = """
upstream gunicorn {{
    server unix:{socket} max_fails=0;
}}

map $uri $static_cache_control {{
    "~^/static/.+\\.[a-f0-9]{{12}}\\.\\w+$" "max-age=1, mine";
    default "max-age=2, mine";
}}

server {{
    listen {port};
    root {app};

    location /static/ {{
        add_header Cache-Control $static_cache_control;
    }}

    location / {{
        add_header X-Mine django always;
        proxy_pass http://gunicorn;
        proxy_set_header Host $http_host;
    }}
}}
"""

# The shape that newer images have: one file a concern.
SPLIT_DJANGO_CONF = """
include /etc/nginx/conf.d/django.conf.d/upstream.conf;
include /etc/nginx/conf.d/django.conf.d/maps/*.conf;

server {{
    listen {port};
    root {app};
    add_header X-Mine split always;
    include /etc/nginx/conf.d/django.conf.d/locations/*.conf;

    location = /mine {{
        return 200 mine;
    }}
}}
"""

UPSTREAM_CONF = """
upstream gunicorn {{
    server unix:{run}/elsewhere.sock max_fails=0;
}}
"""

ROOT_CONF = """
location / {{
    client_max_body_size 1k;
    proxy_pass http://gunicorn;
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_http_version 1.1;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection $connection_upgrade;
    proxy_set_header X-Mine root;
}}
"""

STATIC_CONF = """
location ~ ^/static/?(.*)$ {{
    try_files /static/$1 /staticfiles/$1 =404;
    add_header Cache-Control $static_cache_control;
    add_header X-Mine static;
}}
"""

MEDIA_CONF = """
location ~ ^/media/?(.*)$ {{
    try_files /media/$1 =404;
    add_header X-Mine media;
}}
"""

STATIC_CACHE_CONTROL_CONF = """
map $uri $static_cache_control {{
    default "max-age=3, mine";
}}
"""

CONNECTION_UPGRADE_CONF = """
map $http_upgrade $connection_upgrade {{
    default upgrade;
    "" close;
}}
"""

# A file of a name that we have not: it comes to the others.
EXTRA_LOCATION_CONF = """
location = /robots.txt {{
    return 200 "User-agent: *";
}}
"""


def filled(template: str, tree) -> str:
    user = f"user {getpass.getuser()};" if os.getuid() == 0 else ""
    return template.format(user=user, run=tree.run, app=tree.app, socket=tree.socket, port=tree.port)
