"""People of 65 and over in each sample district and school district: made up, but for their sum."""

import datetime as dt

from directory.areas.models import District, Population, SchoolDistrict
from kayoiba.demo.material import rows


def load_populations() -> None:
    districts = {row.slug: row for row in District.objects.all()}
    schools = {row.code: row for row in SchoolDistrict.objects.all()}
    Population.objects.bulk_create(
        Population(
            district=None if row["school_district"] else districts[row["district"]],
            school_district=schools.get(row["school_district"]),
            date=dt.date.fromisoformat(row["on"]),
            aged_65=int(row["aged_65_plus"]),
            source=row["source"],
        )
        for row in rows("samples/population.csv")
    )
