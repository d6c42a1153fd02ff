-- expect query: raised no_result
-- Loops without end.
do $$ begin loop end loop; end $$
