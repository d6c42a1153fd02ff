-- expect query: raised no_result
-- Gets a language that may do anything.
create extension plpython3u
