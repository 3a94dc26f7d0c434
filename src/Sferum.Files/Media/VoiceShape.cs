using System.Buffers.Binary;

namespace Sferum.Files;

/// <summary>How long a recording lasts and how loud it is where, counted from its samples (16 bits, one channel) as they come.</summary>
internal sealed class VoiceShape(int sampleRate)
{
    /// <summary>So many parts are drawn.</summary>
    public const int Parts = 64;

    private const int PerSecond = 50;
    private readonly List<ushort> _loudest = [];
    private long _samples;

    public int DurationMs => (int)(_samples * 1000 / sampleRate);

    /// <summary>Takes the samples.</summary>
    public async Task Read(Stream samples, CancellationToken cancel)
    {
        var frame = new byte[sampleRate / PerSecond * sizeof(short)];
        int read;
        while ((read = await samples.ReadAtLeastAsync(frame, frame.Length, throwOnEndOfStream: false, cancel)) > 1)
        {
            _samples += read / sizeof(short);
            _loudest.Add(Loudest(frame.AsSpan(0, read)));
        }
    }

    /// <summary>A byte for each part, 255 for the loudest sample of the recording; zeros for silence.</summary>
    public byte[] Peaks()
    {
        var peaks = new byte[Parts];
        var most = _loudest.DefaultIfEmpty().Max();
        for (var i = 0; i < Parts && most > 0; i++)
        {
            var (from, to) = (i * _loudest.Count / Parts, Math.Max((i + 1) * _loudest.Count / Parts, (i * _loudest.Count / Parts) + 1));
            peaks[i] = (byte)(255 * _loudest.Skip(from).Take(to - from).DefaultIfEmpty().Max() / most);
        }

        return peaks;
    }

    private static ushort Loudest(ReadOnlySpan<byte> samples)
    {
        ushort most = 0;
        for (var i = 0; i + 1 < samples.Length; i += sizeof(short))
        {
            most = Math.Max(most, (ushort)Math.Abs((int)BinaryPrimitives.ReadInt16LittleEndian(samples[i..])));
        }

        return most;
    }
}
