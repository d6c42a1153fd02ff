-- expect query: raised no_result
-- Sends notices without end.
do $$ begin loop raise notice '%', repeat('x', 1000000); end loop; end $$
