-- expect query: raised no_result
-- Gives itself a role that may read files.
grant pg_read_server_files to current_user
