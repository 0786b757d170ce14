//! Within so many kilometres of a point: `GPSPointDimension` (spec §4.2).

use touchpoint_wire::types::GPSPointDimension;

use super::error::{Rule, SegmentError};

/// The mean radius of the earth (IUGG).
const EARTH_KM: f64 = 6371.0088;
/// The range where none is given.
const DEFAULT_KM: f64 = 10.0;

/// A compiled `GPSPointDimension`: the great-circle distance by the haversine formula, solved for the haversine so that
/// a comparison costs no inverse function.
#[derive(Clone, Copy, Debug)]
pub(super) struct Radius {
    latitude_deg: f64,
    longitude_deg: f64,
    latitude_cos: f64,
    /// Of the angle between the point and the edge; above 1 if the range covers the whole earth.
    haversine_max: f64,
}

impl Radius {
    pub(super) fn compile(dimension: &GPSPointDimension) -> Result<Self, SegmentError> {
        let (latitude_deg, longitude_deg) = (dimension.coordinates.latitude, dimension.coordinates.longitude);
        check("Coordinates.Latitude", latitude_deg, 90.0)?;
        check("Coordinates.Longitude", longitude_deg, 180.0)?;
        let range_km = dimension.range_in_kilometers.unwrap_or(DEFAULT_KM);
        if range_km.is_nan() || range_km < 0.0 {
            return Err(SegmentError::new("RangeInKilometers", Rule::Negative));
        }
        let half_angle = range_km / EARTH_KM / 2.0;
        let haversine_max = if half_angle < std::f64::consts::FRAC_PI_2 { half_angle.sin().powi(2) } else { 2.0 };
        Ok(Self { latitude_deg, longitude_deg, latitude_cos: latitude_deg.to_radians().cos(), haversine_max })
    }

    /// Whether a stored position, in degrees, is within the range. Half a position is none.
    pub(super) fn accepts(&self, latitude_deg: Option<f64>, longitude_deg: Option<f64>) -> bool {
        let (Some(latitude), Some(longitude)) = (latitude_deg, longitude_deg) else { return false };
        let north = haversine(latitude - self.latitude_deg);
        let east = haversine(longitude - self.longitude_deg);
        north + self.latitude_cos * latitude.to_radians().cos() * east <= self.haversine_max
    }
}

fn haversine(degrees: f64) -> f64 {
    (degrees.to_radians() / 2.0).sin().powi(2)
}

fn check(field: &str, degrees: f64, max: f64) -> Result<(), SegmentError> {
    if degrees.abs() <= max { Ok(()) } else { Err(SegmentError::new(field, Rule::OutOfRange { min: -max, max })) }
}

#[cfg(test)]
mod tests {
    use touchpoint_wire::types::GPSCoordinates;

    use super::*;

    fn reaches(from: (f64, f64), to: (f64, f64), range_km: f64) -> bool {
        let coordinates = GPSCoordinates { latitude: from.0, longitude: from.1 };
        let dimension = GPSPointDimension { coordinates, range_in_kilometers: Some(range_km) };
        Radius::compile(&dimension).unwrap().accepts(Some(to.0), Some(to.1))
    }

    #[test]
    fn known_distances() {
        let (berlin, munich) = ((52.52, 13.405), (48.1374, 11.5755));
        let (quito, fiji_west, fiji_east) = ((-0.18, -78.47), (-17.0, 179.9), (-17.0, -179.9));
        for (what, from, to, km) in [
            ("Berlin to Munich", berlin, munich, 504.3),
            ("a degree along the equator", (0.0, 0.0), (0.0, 1.0), 111.195),
            ("a degree along a meridian", (50.0, 7.0), (51.0, 7.0), 111.195),
            ("over the date line", fiji_west, fiji_east, 21.27),
            ("over the pole", (89.5, 0.0), (89.5, 180.0), 111.195),
            ("to the far side", (0.0, 0.0), (0.0, 180.0), 20_015.1),
        ] {
            assert!(reaches(from, to, km * 1.001), "{what}: within");
            assert!(!reaches(from, to, km * 0.999), "{what}: without");
        }
        assert!(reaches(quito, quito, 0.0), "no distance is within no range");
        assert!(reaches(quito, munich, 20_016.0), "the whole earth");
        assert!(reaches(quito, munich, f64::MAX), "more than the earth");
    }
}
