-- expect query: raised 42501
-- Lists the server's log files.
select * from pg_ls_logdir()
