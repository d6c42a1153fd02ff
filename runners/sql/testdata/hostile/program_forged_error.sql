-- expect query: raised no_result
-- Raises an error that only a server which breaks has.
do $$ begin raise exception 'the server broke' using errcode = '57P02'; end $$
