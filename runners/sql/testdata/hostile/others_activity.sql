-- expect query: raised 42501
-- Reads what others are running, without the view.
select * from pg_stat_get_activity(null)
