-- expect query: raised 42501
-- Reads the settings of roles and databases.
select * from pg_db_role_setting
