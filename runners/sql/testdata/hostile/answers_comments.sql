-- expect query: answered []
-- Looks for comments, defaults and rules of the problem's that tell something.
select description from pg_description where objoid >= 16384 union all select adbin::text from pg_attrdef union all select definition from pg_rules where schemaname = 'public'
