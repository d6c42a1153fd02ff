-- expect query: raised no_result
-- Changes the server's settings.
alter system set log_statement = 'all'
