-- expect query: raised 42P02
-- A parameter that nobody gives a value.
select $1::integer
