-- expect query: raised 0A000
-- Reads a table of another database by its full name.
select * from postgres.public.t
