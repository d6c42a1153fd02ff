select distinct on (sensor) sensor, value as highest
from readings
where value is not null
order by sensor, value desc
