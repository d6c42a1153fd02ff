-- expect query: raised no_result
-- Has a function run at every login.
create event trigger mine on login execute function pg_sleep()
