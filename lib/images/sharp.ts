import sharp from 'sharp';

// Each picture is looked at once: libvips would keep up to 50 MB of what it has decoded.
sharp.cache(false);

export default sharp;
