-- expect query: raised 42501
-- Lists the files of the log of writes.
select * from pg_ls_waldir()
