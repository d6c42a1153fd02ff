-- expect query: answered []
-- Looks for where the server keeps its files.
select name, setting from pg_settings where name in ('data_directory', 'config_file', 'hba_file', 'ident_file', 'external_pid_file')
