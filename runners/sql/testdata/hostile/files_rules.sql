-- expect query: raised 42501
-- Reads who may connect.
select * from pg_hba_file_rules
