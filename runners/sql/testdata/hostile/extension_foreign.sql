-- expect query: raised no_result
-- Gets the extension that reads files of the server as tables.
create extension file_fdw
