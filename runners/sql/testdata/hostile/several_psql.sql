-- expect query: not compiled 42601
-- Runs a command of psql's.
\! id
select 1
