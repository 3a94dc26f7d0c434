namespace Sferum.Http;

/// <summary>An endpoint whose requests last as long as bytes take to pass: counted apart from those that only wait for the database.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TransferAttribute : Attribute
{
    public static readonly TransferAttribute Instance = new();
}
