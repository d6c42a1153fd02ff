-- expect query: raised 42501
-- Takes more room for temporary files.
select set_config('temp_file_limit', '-1', false)
