-- expect query: memory, cpu
-- The whole catalog as one document.
select length(schema_to_xml('pg_catalog', true, true, '')::text)
