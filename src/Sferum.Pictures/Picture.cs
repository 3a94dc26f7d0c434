using System.Globalization;
using NetVips;

namespace Sferum.Pictures;

/// <summary>
/// A picture that somebody sent. Only its header is read before its pixels are counted; then it is written anew: upright, in the usual colours, without
/// anything that its maker's device wrote into it, and no larger than people look at.
/// </summary>
internal sealed class Picture
{
    private const int Largest = 4096;
    private const int Large = 1280;
    private const int Small = 320;
    private readonly string _source;
    private readonly string _type;
    private readonly int _frames;
    private readonly int _side;

    private Picture(string source, string type, Image header)
    {
        (_source, _type) = (source, type);
        _frames = header.Contains("n-pages") ? (int)header.Get("n-pages") : 1;
        _side = Math.Max(header.Width, header.Height);
        Pixels = (long)header.Width * header.Height * _frames;
    }

    /// <summary>Its pixels, of all frames.</summary>
    public long Pixels { get; }

    /// <summary>Reads a picture's header by the one reader for its type; all other readers are shut.</summary>
    /// <param name="source">The file.</param>
    /// <param name="type">Its media type.</param>
    /// <returns>Null for a type that is none of ours.</returns>
    public static Picture? Open(string source, string type)
    {
        var reader = type switch
        {
            "image/jpeg" => "VipsForeignLoadJpeg",
            "image/png" => "VipsForeignLoadPng",
            "image/webp" => "VipsForeignLoadWebp",
            "image/gif" => "VipsForeignLoadNsgif",
            _ => null,
        };
        if (reader is null)
        {
            return null;
        }

        Cache.Max = 0;
        Operation.Block("VipsForeignLoad", true);
        Operation.Block(reader, false);
        using var header = Image.NewFromFile(source);
        return new Picture(source, type, header);
    }

    /// <summary>Writes the picture and its thumbnails.</summary>
    /// <param name="folder">Where.</param>
    /// <returns>Width and height of what was written.</returns>
    public string WriteTo(string folder)
    {
        using var content = Sized(Largest, moving: true);
        Save(content, Path.Combine(folder, "content"));
        Thumbnail(Small, Path.Combine(folder, "small"));
        if (_side > Large)
        {
            Thumbnail(Large, Path.Combine(folder, "large"));
        }

        return string.Create(CultureInfo.InvariantCulture, $"{content.Width} {content.PageHeight}");
    }

    private void Thumbnail(int side, string file)
    {
        using var small = Sized(side, moving: false);
        small.Webpsave(file, q: 75, keep: Enums.ForeignKeep.None);
    }

    private Image Sized(int side, bool moving)
    {
        var source = moving && _frames > 1 ? _source + "[n=-1]" : _source;
        return Image.Thumbnail(source, side, height: side, size: Enums.Size.Down, outputProfile: "srgb", failOn: Enums.FailOn.Error);
    }

    private void Save(Image image, string file)
    {
        switch (_type)
        {
            case "image/jpeg":
                image.Jpegsave(file, q: 85, optimizeCoding: true, interlace: true, keep: Enums.ForeignKeep.None);
                break;
            case "image/png":
                image.Pngsave(file, bitdepth: 8, keep: Enums.ForeignKeep.None);
                break;
            case "image/gif":
                image.Gifsave(file, keep: Enums.ForeignKeep.None);
                break;
            default:
                image.Webpsave(file, q: 85, keep: Enums.ForeignKeep.None);
                break;
        }
    }
}
