-- expect query: raised 42501
-- Reads the passwords.
select rolname, rolpassword from pg_authid
