#!/bin/bash
# Runs once, when the database volume is empty: the same roles and databases as the embedded installation.
set -euo pipefail

psql --variable=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --variable=owner_password="$ANCHA_OWNER_PASSWORD" \
  --variable=app_password="$ANCHA_PASSWORD" \
  --variable=temporal_password="$TEMPORAL_PASSWORD" <<'SQL'
CREATE ROLE ancha_app NOLOGIN;
CREATE ROLE ancha_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE ancha LOGIN PASSWORD :'app_password' IN ROLE ancha_app;
CREATE ROLE temporal LOGIN PASSWORD :'temporal_password';
ALTER ROLE ancha_owner SET timezone = 'UTC';
ALTER ROLE ancha SET timezone = 'UTC';
ALTER ROLE temporal SET timezone = 'UTC';
CREATE DATABASE ancha OWNER ancha_owner;
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
REVOKE CONNECT, TEMPORARY ON DATABASE ancha, temporal, temporal_visibility FROM PUBLIC;
GRANT CONNECT ON DATABASE ancha TO ancha_app;
SQL
