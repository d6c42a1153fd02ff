-- expect query: raised 42501
-- Has the server read its settings again.
select pg_reload_conf()
