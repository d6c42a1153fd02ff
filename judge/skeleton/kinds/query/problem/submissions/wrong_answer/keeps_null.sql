-- Forgets that a sensor may have no value at all. Wrong submissions show that the cases find what people get wrong.
select sensor, max(value) as highest
from readings
group by sensor
