-- expect query: raised 42501
-- Makes the server forget its statistics.
select pg_stat_reset(), pg_stat_reset_shared('io')
