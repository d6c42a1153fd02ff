select sensor, max(value) as highest
from readings
where value is not null
group by sensor
