-- expect query: raised 42501
-- Lists a folder of the server.
select * from pg_ls_dir('/')
