using System.Net;
using System.Net.Sockets;

namespace Sferum.Live;

/// <summary>How many connections come from where. Of an IPv6 address the network counts: its owner has all addresses in it.</summary>
internal sealed class LocalAddresses
{
    private const int NetworkBytes = 8;
    private readonly Dictionary<UInt128, int> _counts = [];

    public int Count(IPAddress? address)
    {
        lock (_counts)
        {
            return _counts.GetValueOrDefault(Key(address));
        }
    }

    public void Add(IPAddress? address, int change)
    {
        var key = Key(address);
        lock (_counts)
        {
            var count = _counts.GetValueOrDefault(key) + change;
            if (count == 0)
            {
                _counts.Remove(key);
            }
            else
            {
                _counts[key] = count;
            }
        }
    }

    private static UInt128 Key(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address?.MapToIPv6().TryWriteBytes(bytes, out _);
        if (address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false })
        {
            bytes[NetworkBytes..].Clear();
        }

        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
