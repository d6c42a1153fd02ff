-- expect query: raised no_result
-- Gets the extension that connects to other databases.
create extension dblink
