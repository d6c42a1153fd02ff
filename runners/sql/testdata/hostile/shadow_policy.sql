-- expect query: raised no_result
-- Hides rows from others.
alter table t enable row level security
