-- expect query: raised no_result
-- Catches every error, the one that ends it too.
do $$ begin loop begin perform pg_sleep(1); exception when others or query_canceled then null; end; end loop; end $$
