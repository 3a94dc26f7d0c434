namespace Sferum.Campaigns;

/// <summary>Campaigns run one after another and with nothing beside them: they load the machine, and they measure.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class CampaignsAlone
{
    public const string Name = "campaigns";
}
