using System.Globalization;
using Sferum.Pictures;

// Writes one picture anew: SOURCE TYPE FOLDER PIXELS. Says width and height of what it wrote; ends with 3 when the picture has
// more than PIXELS, with 4 when it is damaged.
if (args is not [var source, var type, var folder, var most] || !long.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var pixels))
{
    return 2;
}

try
{
    if (Picture.Open(source, type) is not { } picture)
    {
        return 4;
    }

    if (picture.Pixels > pixels)
    {
        return 3;
    }

    Console.WriteLine(picture.WriteTo(folder));
    return 0;
}
catch (NetVips.VipsException)
{
    return 4;
}
