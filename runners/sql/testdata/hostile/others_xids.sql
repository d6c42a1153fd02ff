-- expect query: answered
-- Uses up a number of a transaction. It is one number for each run, and nothing is written.
select pg_current_xact_id() is not null, count(*) from t, generate_series(1, 10000)
