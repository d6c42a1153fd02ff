-- expect query: raised 42501
-- Has no time limit within the query.
select set_config('statement_timeout', '0', false), pg_sleep(60)
