-- expect query: raised 42501
-- Has names mean something else.
select set_config('search_path', 'pg_temp, public', false), count(*) from t
