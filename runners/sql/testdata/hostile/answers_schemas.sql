-- expect query: answered [["public"]]
-- Looks for schemas beside the problem's.
select nspname from pg_namespace where nspname !~ '^pg_|^information_schema$'
