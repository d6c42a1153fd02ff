-- expect query: raised no_result
-- Puts all settings back to the server's own.
reset all
