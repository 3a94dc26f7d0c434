namespace Sferum.Hosting.Tls;

internal static class CutConnection
{
    /// <summary>Waits until the other side has closed, in whichever way; false when it says something instead.</summary>
    public static async Task<bool> IsCut(this Stream stream)
    {
        try
        {
            return await stream.ReadAsync(new byte[1]) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
