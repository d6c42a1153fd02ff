-- expect query: raised no_result
-- Makes a type that is called integer.
create domain public.integer as text
