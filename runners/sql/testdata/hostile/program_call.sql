-- expect query: raised 42809
-- Calls a function as a procedure.
call pg_sleep(1)
