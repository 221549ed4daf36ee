import InitializePython

/// The embedded files of `app-runner init`: the Python package and the documents' templates.
enum InitializeFiles {
    static let loader = String(decoding: InitializePython.loader, as: UTF8.self)

    static var all: [(name: String, text: String)] {
        (InitializePython.files + templates).map { ($0.path, String(decoding: $0.contents, as: UTF8.self)) }
    }

    private static let templates: [(path: String, contents: [UInt8])] = [
        ("compose_head.yaml", PackageResources.compose_head_yaml),
        ("compose_mysql.yaml", PackageResources.compose_mysql_yaml),
        ("compose_pod.yaml", PackageResources.compose_pod_yaml),
        ("compose_postgres.yaml", PackageResources.compose_postgres_yaml),
        ("compose_process.yaml", PackageResources.compose_process_yaml),
        ("compose_rabbitmq.yaml", PackageResources.compose_rabbitmq_yaml),
        ("compose_redis.yaml", PackageResources.compose_redis_yaml),
        ("compose_web.yaml", PackageResources.compose_web_yaml),
        ("dockerfile_assets.Dockerfile", PackageResources.dockerfile_assets_Dockerfile),
        ("dockerfile_environment.Dockerfile", PackageResources.dockerfile_environment_Dockerfile),
        ("dockerfile_final.Dockerfile", PackageResources.dockerfile_final_Dockerfile),
        ("dockerfile_translations.Dockerfile", PackageResources.dockerfile_translations_Dockerfile),
        ("init_dockerignore.txt", PackageResources.init_dockerignore_txt),
        ("install_pdm.Dockerfile", PackageResources.install_pdm_Dockerfile),
        ("install_pipenv.Dockerfile", PackageResources.install_pipenv_Dockerfile),
        ("install_poetry.Dockerfile", PackageResources.install_poetry_Dockerfile),
        ("install_requirements.Dockerfile", PackageResources.install_requirements_Dockerfile),
        ("install_uv.Dockerfile", PackageResources.install_uv_Dockerfile),
        ("install_uv_project.Dockerfile", PackageResources.install_uv_project_Dockerfile),
        ("k8s_claim.yaml", PackageResources.k8s_claim_yaml),
        ("k8s_configmap.yaml", PackageResources.k8s_configmap_yaml),
        ("k8s_kustomization.yaml", PackageResources.k8s_kustomization_yaml),
        ("k8s_migrate.yaml", PackageResources.k8s_migrate_yaml),
        ("k8s_networkpolicy.yaml", PackageResources.k8s_networkpolicy_yaml),
        ("k8s_process.yaml", PackageResources.k8s_process_yaml),
        ("k8s_service.yaml", PackageResources.k8s_service_yaml),
        ("k8s_serviceaccount.yaml", PackageResources.k8s_serviceaccount_yaml),
        ("k8s_web_pod.yaml", PackageResources.k8s_web_pod_yaml),
        ("k8s_web_single.yaml", PackageResources.k8s_web_single_yaml),
    ]
}
