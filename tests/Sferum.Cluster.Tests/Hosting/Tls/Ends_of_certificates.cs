using Microsoft.Extensions.Logging.Abstractions;
using Sferum.Settings;
using Sferum.TestServers;
using Sferum.Tls;

namespace Sferum.Hosting.Tls;

/// <summary>What a process tells the operator of its certificates.</summary>
public sealed class Ends_of_certificates
{
    [Fact]
    public async Task Are_those_of_the_files_as_they_are_now()
    {
        using var folder = new TempFolder();
        using var authority = new TestAuthority();
        var settings = new ClusterTlsSettings
        {
            CertificateFile = Path.Combine(folder.Path, "tls.crt"), KeyFile = Path.Combine(folder.Path, "tls.key"), AuthorityFile = Path.Combine(folder.Path, "ca.crt"),
        };
        await File.WriteAllTextAsync(settings.AuthorityFile, authority.Pem);
        await Write(toDay: 2);
        var ends = new EndsOfCertificates(new ClusterCertificates(settings, NullLogger<ClusterCertificates>.Instance));

        var first = ends.Ends()!;
        await Write(toDay: 9);
        var second = ends.Ends()!;

        Assert.Equal(TimeSpan.FromDays(7), second.Own - first.Own);
        Assert.Equal((TimeSpan.FromDays(28), TimeSpan.Zero), (first.Authority - first.Own, first.Own.Offset));
        Assert.Equal(first.Authority, second.Authority);

        async Task Write(int toDay)
        {
            var (certificate, key) = authority.Issue(toDay: toDay);
            await File.WriteAllTextAsync(settings.CertificateFile, certificate);
            await File.WriteAllTextAsync(settings.KeyFile, key);
        }
    }
}
